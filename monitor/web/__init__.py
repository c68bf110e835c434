"""The server around app.py: what happens to a request before Streamlit sees it."""
