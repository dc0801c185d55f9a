from django import forms

from catalogue.models import Order, Product


class OrderForm(forms.ModelForm):
    product = forms.ModelChoiceField(Product.objects.filter(available=True), empty_label=None)

    class Meta:
        model = Order
        fields = ["product", "quantity", "customer"]
        labels = {"customer": "Your name"}
        widgets = {"quantity": forms.NumberInput(attrs={"min": 1, "max": 20})}

    def save(self, commit=True):
        self.instance.unit_price = self.cleaned_data["product"].price
        return super().save(commit)
