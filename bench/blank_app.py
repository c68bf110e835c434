"""The least a Streamlit page can be, served the same way as the dashboard."""

import streamlit as st

st.title("Blank")
st.html('<p id="ready">Ready</p>')
