"""The narrative (情况说明): quantities and scores of its sentences, each with the subject that it names,
or none.
"""
