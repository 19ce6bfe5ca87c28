"""The append-only log of every act, its stream and its readers. Turkish: olaylar."""
