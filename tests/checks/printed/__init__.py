"""Small reports in words of their own, each as it is printed: kept and broken by one number or word."""
