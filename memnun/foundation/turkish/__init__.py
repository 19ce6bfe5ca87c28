"""Turkish text, numbers, dates, names and identifiers as people of Turkey write and read them.

Import the module you need (`memnun.foundation.turkish.folding`); none of them loads the others' libraries.
"""
