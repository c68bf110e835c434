"""A Streamlit page with one small plotly chart, served just as the dashboard is."""
