"""How the values of a layer are classed: the one recipe of the build, the page and its files."""

from __future__ import annotations

from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.arrays import Floats
from nplv_geo.statistics.classify import Classification, Scheme, classify_values


def classify_layer(
    layer: Layer, values: Floats, scheme: Scheme, reference: float | None
) -> Classification:
    """Class the values of a layer in as many classes and decimals as its definition says.

    Parameters
    ----------
    layer
        Gives the number of classes and the decimals that bounds are rounded to.
    values
        Shape (n,), in the unit of the layer; NaN where there is none. They decide on the bounds.
    scheme
        Way of classing that the reader chose.
    reference
        Value that the scheme ``reference`` turns around, in the unit of the layer.

    Returns
    -------
    Classification
        With ``classes`` of ``values``; its ``numbers_of`` gives those of other areas.
    """
    return classify_values(
        values, scheme, layer.classes.k, decimals=layer.decimals, reference=reference
    )
