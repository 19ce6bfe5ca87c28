"""Which customer a contact is from: stated rules, tried in order, the one that decided is kept.

1. `stated`: the sender gave Memnun's own id.
2. `external_id`: the customer's account on this very channel account.
3. `email`: a proven e-mail address.
4. `phone`: a proven phone number.
5. `thread`: no identity at all, but the thread already has a customer.
6. `new`: nobody known; a customer is made.

What somebody merely typed (`claimed`) recognises nobody and merges nobody.
"""
