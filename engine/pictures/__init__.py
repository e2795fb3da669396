"""Still pictures of every format, in and out."""
