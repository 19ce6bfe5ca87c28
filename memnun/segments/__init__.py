"""The three live groups: satisfied, at risk, suggesting. Turkish: kümeler."""
