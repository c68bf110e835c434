"""A blank Streamlit page, served just as the dashboard is."""
