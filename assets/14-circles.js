/* Where circles and their labels go at country level, in pixels: pure functions.
   Focus areas of neighbouring cities lie closer together than their circles are wide, so
   circles give way to each other a little, and labels look for a free place. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const FULL_WIDTH = 620; // pixels of map from which circles have their full size
  const SMALLEST_SCALE = 0.65;
  const LETTER = 6.4; // pixels, about
  const ROUNDS = 80;
  const GAP = 2;
  const LABEL_HEIGHT = 15;
  const STEP = 6;
  const DISTANCES = [4, 16, 32, 50, 72, 96];
  const DIRECTIONS = [
    [1, 0], [-1, 0], [0.75, -0.75], [0.75, 0.75], [-0.75, -0.75], [-0.75, 0.75], [0, -1], [0, 1],
  ];

  /* circles: [{x, y, r, name}] → the same with radius and label width for a map of that width. */
  nplv.sized = function (circles, width) {
    const scale = Math.min(1, Math.max(SMALLEST_SCALE, width / FULL_WIDTH));
    return circles.map((c) => ({ ...c, r: c.r * scale, width: c.name.length * LETTER + 4 }));
  };

  /* circles: [{x, y, r}] → the same with places that no longer overlap. */
  nplv.spread = function (circles) {
    const placed = circles.map((c) => ({ ...c, homeX: c.x, homeY: c.y }));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const c of placed) {
        c.x += (c.homeX - c.x) * 0.05;
        c.y += (c.homeY - c.y) * 0.05;
      }
      placed.forEach((a, i) => placed.slice(i + 1).forEach((b) => pushApart(a, b)));
    }
    return placed;
  };

  function pushApart(a, b) {
    const dx = b.x - a.x || 0.01;
    const dy = b.y - a.y;
    const distance = Math.hypot(dx, dy);
    const overlap = a.r + b.r + GAP - distance;
    if (overlap <= 0) return;
    const share = b.r / (a.r + b.r);
    const x = (dx / distance) * overlap;
    const y = (dy / distance) * overlap;
    a.x -= x * share;
    a.y -= y * share;
    b.x += x * (1 - share);
    b.y += y * (1 - share);
  }

  /* circles: [{x, y, r, width}] → [{x, y, align, lead} | null]: middle of each label's near edge. */
  nplv.placeLabels = function (circles, size) {
    const taken = circles.map((c) => box(c.x - c.r, c.y - c.r, 2 * c.r, 2 * c.r));
    const order = circles.map((_, i) => i).sort((i, j) => circles[j].r - circles[i].r);
    const labels = new Array(circles.length).fill(null);
    for (const i of order) {
      labels[i] = freePlace(circles, i, taken, size);
      if (labels[i]) taken.push(labels[i].box);
    }
    return labels;
  };

  /* The nearest free place; lines to far labels avoid labels and circles as long as they can. */
  function freePlace(circles, own, taken, size) {
    const clear = [
      (at) => !taken.slice(circles.length).some((label) => crosses(circles[own], at, label)) && clear[1](at),
      (at) => !circles.some((other, i) => i !== own && touches(circles[own], at, other)),
      () => true,
    ];
    return clear.reduce((found, isClear) => found || placeWhere(isClear, circles[own], own, taken, size), null);
  }

  function placeWhere(isClear, circle, own, taken, size) {
    for (const distance of DISTANCES) {
      for (const [dx, dy] of DIRECTIONS) {
        const x = circle.x + dx * (circle.r + distance);
        const y = circle.y + dy * (circle.r + distance + (dx === 0 ? LABEL_HEIGHT / 2 : 0));
        const left = dx > 0 ? x : dx < 0 ? x - circle.width : x - circle.width / 2;
        const place = box(left, y - LABEL_HEIGHT / 2, circle.width, LABEL_HEIGHT);
        const inside = left > 4 && left + circle.width < size.x - 4 && place.top > 4 && place.bottom < size.y - 4;
        if (!inside || taken.some((other, i) => i !== own && overlaps(place, other))) continue;
        const lead = distance > DISTANCES[0];
        if (!lead || isClear({ x, y })) return { x: left, y, lead, box: place, towards: [x, y] };
      }
    }
    return null;
  }

  /* Does the line from a to b touch the circle? */
  function touches(a, b, circle) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = ((circle.x - a.x) * dx + (circle.y - a.y) * dy) / (dx * dx + dy * dy);
    const t = Math.min(1, Math.max(0, along));
    return Math.hypot(circle.x - a.x - t * dx, circle.y - a.y - t * dy) < circle.r + 1;
  }

  /* Does the line from a to b cross the box? Looked at in steps shorter than a label is high. */
  function crosses(a, b, label) {
    const steps = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / STEP);
    return Array.from({ length: steps }, (_, i) => i / steps).some((share) => {
      const [x, y] = [a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share];
      return x > label.left && x < label.right && y > label.top && y < label.bottom;
    });
  }

  function box(left, top, width, height) {
    return { left, top, right: left + width, bottom: top + height };
  }

  function overlaps(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }
})();
