// A picture of a chart as PNG or SVG, made in the browser: nothing is sent, and nothing is fetched.
//
// Plotly offers one button, for one kind of picture, and gives no other way in. So its button stays unseen, and ours
// press it: for the moment in which plotly copies the chart, that chart has the other kind of picture in its settings,
// and in its layout what a picture needs to be understood alone: title, period and source, which stand on the page
// beside the chart otherwise. The server writes them (monitor/show/charts/exploring/chart.py).
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("[data-picture]");
  if (!button) return;
  const chart = document.querySelector(`.st-key-${CSS.escape(button.dataset.of)} .js-plotly-plot`);
  const press = chart?.querySelector(".modebar-btn");
  const picture = chart?.layout?.meta?.picture;
  if (!press || !picture) return;
  const shown = chart.layout;
  const settings = chart._context.toImageButtonOptions;
  try {
    chart.layout = { ...shown, ...picture.layout };
    chart._context.toImageButtonOptions = {
      format: button.dataset.picture,
      filename: button.dataset.file,
      width: picture.width,
      height: picture.height,
      scale: button.dataset.picture === "png" ? 2 : 1,
    };
    press.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  } finally {
    chart.layout = shown;
    chart._context.toImageButtonOptions = settings;
  }
});
