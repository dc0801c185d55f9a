from unittest import mock

from django.db import OperationalError
from django.test import TestCase


class HealthzTests(TestCase):
    def test_get_is_answered_without_https(self):
        answer = self.client.get("/healthz")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.json()["products"], 6)

    def test_get_without_a_database_is_503(self):
        with mock.patch("catalogue.views.Product.objects.count", side_effect=OperationalError("gone")), self.assertLogs():
            self.assertEqual(self.client.get("/healthz").status_code, 503)
