"""The same run on the nodes of a Ray cluster: what hands documents out, and what a node does with them."""
