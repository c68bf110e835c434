"""One small plotly chart, drawn the usual way."""

import plotly.graph_objects as go
import streamlit as st

st.title("One chart")
years = list(range(2004, 2024))
st.plotly_chart(go.Figure(go.Scatter(x=years, y=[year % 7 for year in years], mode="lines+markers")))
