/* What the scripts use of Plotly, all of it public (plotly.com/javascript/plotlyjs-function-reference). */

interface PlotlyFigure {
  data: unknown[];
  layout: object;
}

interface PlotlyApi {
  Fx: {
    hover(plot: HTMLElement, at: { xval: number; yval: number } | { curveNumber: number; pointNumber: number }[], subplot: string): void;
    unhover(plot: HTMLElement): void;
  };
  toImage(figure: PlotlyFigure, options: { format: "svg"; width: number; height: number }): Promise<string>;
  relayout(plot: Element, change: object): Promise<HTMLElement>;
}

interface Window {
  Plotly: PlotlyApi;
}
