"""What a brand knows how to say: saved replies. Turkish: bilgi bankası."""
