"""A page's picture made ready for reading: cleaned, dewarped, seals taken out, or refused."""

import cv2

cv2.setNumThreads(1)  # a page is read on one core; what is parallel are documents
