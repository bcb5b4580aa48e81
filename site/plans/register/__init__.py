"""The register of official documents (Tra cứu): finding them, whether they are in force, what rests on what."""
