"""自评表 and their kin: recognised, then head, fund rows and indicator rows."""
