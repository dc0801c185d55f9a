from decimal import Decimal

from django.db import migrations

PRODUCTS = [
    ("Oak desk", "Solid oak, oiled by hand, with a drawer for the things that have no place.", "489.00"),
    ("Reading lamp", "Warm light on a long arm, and a switch that clicks as a switch should.", "79.50"),
    ("Wool blanket", "Norwegian lambswool, woven tightly enough for a night outside.", "129.00"),
    ("Coffee mill", "Steel burrs, forty grams at a time, quiet enough for six in the morning.", "64.90"),
    ("Field notebook", "Squared, 96 pages, lies flat. Takes ink and rain.", "9.80"),
    ("Cast-iron pan", "Twenty-six centimetres, seasoned, and older than you when you give it away.", "54.00"),
]


def add(apps, schema_editor):
    product = apps.get_model("catalogue", "Product")
    for position, (name, description, price) in enumerate(PRODUCTS, start=1):
        product.objects.get_or_create(
            name=name, defaults={"description": description, "price": Decimal(price), "position": position}
        )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
