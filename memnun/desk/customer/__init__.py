"""The customers' list and each customer's page over all channels. Turkish: müşteri."""
