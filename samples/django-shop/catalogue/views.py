import logging

from django.contrib import messages
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from catalogue.forms import OrderForm
from catalogue.models import Order, Product

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def home(request):
    form = OrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        order = form.save()
        logger.info("order %s: %s", order.pk, order.product)
        messages.success(request, f"Thank you, {order.customer}: {order.quantity} × {order.product} is on its way.")
        return redirect("home")

    return render(
        request,
        "catalogue/home.html",
        {
            "products": Product.objects.filter(available=True),
            "orders": Order.objects.select_related("product")[:5],
            "form": form,
        },
        status=400 if form.errors else 200,
    )


@require_GET
@never_cache
def healthz(request):
    """Healthy is who can read the catalogue, so that a release without its tables never goes live."""
    try:
        products = Product.objects.count()
    except DatabaseError:
        logger.exception("the database does not answer")
        return JsonResponse({"status": "unhealthy", "database": connection.vendor}, status=503)

    return JsonResponse({"status": "healthy", "database": connection.vendor, "products": products})
