from decimal import Decimal

from django.test import TestCase, override_settings

from catalogue.models import Order, Product


@override_settings(SECURE_SSL_REDIRECT=False, STATICFILES_STORAGE="django.contrib.staticfiles.storage.StaticFilesStorage")
class HomeTests(TestCase):
    def test_get_shows_the_products_of_the_first_migration(self):
        page = self.client.get("/")
        self.assertContains(page, "Oak desk")
        self.assertEqual(len(page.context["products"]), 6)

    def test_get_hides_what_is_not_available(self):
        Product.objects.filter(name="Oak desk").update(available=False)
        self.assertNotContains(self.client.get("/"), "Oak desk")

    def test_post_writes_an_order_at_the_price_of_today(self):
        lamp = Product.objects.get(name="Reading lamp")
        answer = self.client.post("/", {"product": lamp.pk, "quantity": 2, "customer": "Ada"}, follow=True)
        self.assertContains(answer, "Thank you, Ada")
        lamp.price = Decimal("1.00")
        lamp.save()
        self.assertEqual(Order.objects.get().total, Decimal("159.00"))

    def test_post_of_too_many_is_refused(self):
        lamp = Product.objects.get(name="Reading lamp")
        answer = self.client.post("/", {"product": lamp.pk, "quantity": 21, "customer": "Ada"})
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(Order.objects.exists())

    def test_post_of_a_script_as_name_is_shown_as_text(self):
        lamp = Product.objects.get(name="Reading lamp")
        answer = self.client.post("/", {"product": lamp.pk, "quantity": 1, "customer": "<script>"}, follow=True)
        self.assertNotContains(answer, "<script>")
