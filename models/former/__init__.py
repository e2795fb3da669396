"""Networks of earlier versions, so that weights made for them still paint."""
