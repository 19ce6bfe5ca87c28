"""Consents confirmed to customers on their day, and what customers answer to that and to advertising. Turkish: onay bildirimi."""
