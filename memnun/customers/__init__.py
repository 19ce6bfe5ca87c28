"""Who the customers are, how they are recognised and how they wish to be reached. Turkish: müşteriler."""
