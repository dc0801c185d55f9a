from django.contrib import admin

from catalogue.models import Order, Product


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    list_display = ["name", "price", "available", "position"]
    list_editable = ["price", "available", "position"]
    search_fields = ["name", "description"]


@admin.register(Order)
class OrderAdmin(admin.ModelAdmin):
    list_display = ["created", "customer", "product", "quantity", "total"]
    list_select_related = ["product"]
    date_hierarchy = "created"
    search_fields = ["customer"]
