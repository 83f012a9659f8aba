// The map of the city, drawn by MapLibre out of one file of tiles: what of it has no other way than a script. The page
// loads it when a map is first opened; nothing of it asks anybody but the place that the app comes from.

const ARCHIVE = "/map/city.pmtiles";
const MAGIC = "PMTiles";
// A file up to this size comes whole and stays on the device; of a larger one come the parts that are looked at.
const SMALL = 32 * 2 ** 20;
const STORE = "city-map";
const SOURCE = "city";
// Fingers: what is closer together than this is one pin with a number.
const ROOM = 52;
const STEP = 24;
// The zoom at which corners are told from each other.
const NEAR = 15;

// Why there is no map.
const NO_DRAWING = "no-drawing";
const NO_MAP = "no-map";
const NOT_HERE = "not-here";

const fail = (why) => {
  throw new Error(why);
};

let library;

// What draws, and what reads the file.
const load = async () => {
  if (!document.createElement("canvas").getContext("webgl2")) fail(NO_DRAWING);
  try {
    const [draw, { default: read }] = await Promise.all([import("{{map_draw}}"), import("{{map_read}}")]);
    draw.setWorkerUrl(new URL("{{map_work}}", location.href).href);
    const protocol = new read.Protocol();
    protocol.add(new read.PMTiles(await archive()));
    draw.addProtocol("pmtiles", protocol.tile);
    return draw;
  } catch (error) {
    library = undefined;
    throw [NO_MAP, NO_DRAWING].includes(error.message) ? error : new Error(NOT_HERE);
  }
};

// Where a device keeps nothing, the file comes each time.
const kept = async () => {
  try {
    return await caches.open(STORE);
  } catch {
    return undefined;
  }
};

const archive = async () => {
  const store = await kept();
  const known = await store?.match(ARCHIVE);
  const since = known?.headers.get("last-modified");
  let answer;
  try {
    answer = await fetch(ARCHIVE, { cache: "no-store", headers: since ? { "If-Modified-Since": since } : {} });
  } catch {
    // No network: what is kept will do.
  }
  if (answer?.ok && Number(answer.headers.get("content-length")) > SMALL) {
    answer.body.cancel();
    return far();
  }
  if (!answer?.ok) answer = known ?? (answer ? fail(NO_MAP) : fail(NOT_HERE));
  const copy = answer.clone();
  const bytes = await answer.arrayBuffer();
  if (new TextDecoder().decode(bytes.slice(0, MAGIC.length)) !== MAGIC) fail(NO_MAP);
  if (copy !== known) await store?.put(ARCHIVE, copy).catch(() => {});
  return {
    getKey: () => SOURCE,
    getBytes: async (offset, length) => ({ data: bytes.slice(offset, offset + length) }),
  };
};

const far = () => ({
  getKey: () => SOURCE,
  getBytes: async (offset, length, signal) => {
    const range = `bytes=${offset}-${offset + length - 1}`;
    const answer = await fetch(ARCHIVE, { signal, headers: { Range: range } });
    if (answer.status !== 206) fail(NOT_HERE);
    return { data: await answer.arrayBuffer() };
  },
});

// The app's own colours and letters, as they are now.
const style = (language) => {
  const page = getComputedStyle(document.documentElement);
  const colour = (name) => page.getPropertyValue(`--${name}`).trim();
  const letters = getComputedStyle(document.body).fontFamily.split(",").map((name) => name.trim().replaceAll('"', ""));
  const size = (part) => parseFloat(page.fontSize) * part;
  const layer = (id, type, of, paint, more = {}) => ({ id, type, source: SOURCE, "source-layer": of, paint, ...more });
  const kind = (...kinds) => ({ filter: ["in", ["get", "kind"], ["literal", kinds]] });
  const wide = (at12, at17) => ["interpolate", ["exponential", 1.5], ["zoom"], 12, at12, 17, at17];
  const round = { layout: { "line-cap": "round", "line-join": "round" } };
  const name = ["coalesce", ["get", `name:${language}`], ["get", "name:zh-CN"]];
  const ink = (ink) => ({ "text-color": colour(ink), "text-halo-color": colour("paper"), "text-halo-width": 2 });
  const words = (part, more = {}) => ({ "text-field": name, "text-font": letters, "text-size": size(part), ...more });
  return {
    version: 8,
    sources: { [SOURCE]: { type: "vector", url: `pmtiles://${SOURCE}` } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": colour("sunken") } },
      layer("land", "fill", "area", { "fill-color": colour("paper") }),
      layer("green", "fill", "green", { "fill-color": colour("green-soft") }),
      layer("block", "fill", "block", { "fill-color": colour("sunken") }),
      layer("water", "fill", "water", { "fill-color": colour("blue-soft"), "fill-outline-color": colour("echo") }),
      layer("lane", "line", "road", { "line-color": colour("line"), "line-width": wide(0.5, 5) }, { ...kind("lane"), ...round }),
      layer("area", "line", "area", { "line-color": colour("edge"), "line-width": 1.5, "line-dasharray": [2, 2] }),
      layer("road-edge", "line", "road", { "line-color": colour("line"), "line-width": wide(3.5, 22) }, { ...kind("main"), ...round }),
      layer("road", "line", "road", { "line-color": colour("card"), "line-width": wide(2, 19) }, { ...kind("main"), ...round }),
      layer("rail", "line", "rail", { "line-color": colour("ink-2"), "line-width": wide(1.5, 4), "line-dasharray": [4, 2] }),
      layer("road-name", "symbol", "road", ink("ink-2"), {
        ...kind("main"),
        minzoom: 13,
        layout: words(0.72, { "symbol-placement": "line", "symbol-spacing": 320 }),
      }),
      layer("water-name", "symbol", "name", ink("blue-ink"), { ...kind("river", "lake"), layout: words(0.78) }),
      layer("landmark", "symbol", "name", ink("ink"), { ...kind("landmark"), minzoom: 14, layout: words(0.74) }),
      layer("community", "symbol", "name", ink("ink-2"), { ...kind("community"), minzoom: 12.5, layout: words(0.8) }),
      layer("district", "symbol", "name", ink("ink"), { ...kind("district"), maxzoom: 13, layout: words(1) }),
    ],
  };
};

// A drop with a picture, or a round with a number.
const pinOf = (look, inside) => {
  const pin = document.createElement("span");
  pin.className = `map-pin ${look}`;
  const head = document.createElement("span");
  head.className = "map-pin-head";
  head.innerHTML = inside;
  pin.append(head);
  return pin;
};

const parsed = (point) => point.split(",").map(Number);
const written = ({ lat, lng }) => `${lat.toFixed(6)},${lng.toFixed(6)}`;
// From a written point or part of the map to what the library takes: east before north.
const position = (point) => parsed(point).reverse();
const sides = (bounds) => {
  const [south, west, north, east] = parsed(bounds);
  return [
    [west, south],
    [east, north],
  ];
};

// Opens a map in an element. `wanted` is what it shows, as JSON:
// { language, label, chooses, bounds?, pin?, pins: [{ id, point, icon, look }], chosen? }
// `told` is called with what the person does: ("pin", POINT), ("chosen", ID), ("moved", BOUNDS).
export const open = async (element, wanted, told) => {
  library ??= load();
  const draw = await library;
  let shown = JSON.parse(wanted);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new draw.Map({
    container: element,
    style: style(shown.language),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    rollEnabled: false,
    fadeDuration: 0,
    maxZoom: 18,
    minZoom: 8,
    keyboard: !shown.chooses,
    reduceMotion: calm,
    locale: { "Map.Title": shown.label },
    // The wheel is the page's. A finger or a mouse moves the map; buttons, keys or two fingers bring it nearer.
    scrollZoom: false,
  });
  map.touchZoomRotate.disableRotation();
  const canvas = map.getCanvas();
  // Arrows belong to the map while it has the focus.
  canvas.setAttribute("role", "application");
  const duration = calm ? 0 : 160;

  let marker;
  const setPin = () => {
    if (!shown.pin) {
      marker?.remove();
      marker = undefined;
      return;
    }
    const isFirst = !marker;
    if (isFirst) {
      const pin = pinOf("map-pin-own", shown.icon);
      marker = new draw.Marker({ element: pin, anchor: "bottom", draggable: shown.chooses });
      marker.setLngLat(position(shown.pin)).addTo(map);
      marker.on("dragend", () => told("pin", written(marker.getLngLat())));
      hide(pin);
    }
    marker.setLngLat(position(shown.pin));
    // From far away nobody can tell which corner it is on: the first pin brings them near.
    if (isFirst && map.getZoom() < NEAR) map.jumpTo({ center: position(shown.pin), zoom: NEAR });
  };

  // All that pins say the list beside the map says too, in the order of the page.
  const hide = (pin) => {
    pin.setAttribute("aria-hidden", "true");
    pin.removeAttribute("role");
    pin.removeAttribute("tabindex");
    pin.removeAttribute("aria-label");
  };

  let pins = [];
  const setPins = () => {
    pins.forEach((pin) => pin.remove());
    const groups = [];
    for (const pin of shown.pins) {
      const at = map.project(position(pin.point));
      const near = groups.find((group) => Math.hypot(group.at.x - at.x, group.at.y - at.y) < ROOM);
      if (near) near.pins.push(pin);
      else groups.push({ at, pins: [pin] });
    }
    pins = groups.map(({ pins }) => {
      const [first] = pins;
      const several = pins.length > 1;
      const pin = several ? pinOf("map-pin-many", `${pins.length}`) : pinOf(first.look, first.icon);
      if (pins.some(({ id }) => id === shown.chosen)) pin.classList.add("map-pin-chosen");
      pin.dataset.ids = pins.map(({ id }) => id).join(" ");
      pin.addEventListener("click", (event) => {
        event.stopPropagation();
        const apart = pins.some(({ point }) => point !== first.point);
        if (several && apart && map.getZoom() < map.getMaxZoom()) {
          const bounds = new draw.LngLatBounds();
          pins.forEach(({ point }) => bounds.extend(position(point)));
          map.fitBounds(bounds, { padding: 70, maxZoom: map.getMaxZoom(), duration });
        } else told("chosen", first.id);
      });
      const marker = new draw.Marker({ element: pin, anchor: several ? "center" : "bottom" });
      marker.setLngLat(position(first.point)).addTo(map);
      hide(pin);
      return marker;
    });
    element.dataset.pins = shown.pins.length;
  };

  const look = (animated) => {
    const [first, ...rest] = [...shown.pins.map(({ point }) => point), ...(shown.pin ? [shown.pin] : [])];
    if (shown.pin && !rest.length) map.jumpTo({ center: position(shown.pin), zoom: NEAR });
    else if (shown.bounds) map.fitBounds(sides(shown.bounds), { padding: { top: 44, bottom: 8, left: 20, right: 20 }, duration: animated ? duration : 0 });
    else if (first) {
      const bounds = new draw.LngLatBounds();
      [first, ...rest].forEach((point) => bounds.extend(position(point)));
      map.fitBounds(bounds, { padding: 60, maxZoom: 16, duration: animated ? duration : 0 });
    }
  };

  const here = () => {
    const bounds = map.getBounds();
    return `${written(bounds.getSouthWest())},${written(bounds.getNorthEast())}`;
  };
  map.on("moveend", (event) => {
    setPins();
    if (event.originalEvent || event.byHand) told("moved", here());
  });

  if (shown.chooses) {
    map.on("click", ({ lngLat }) => told("pin", written(lngLat)));
    canvas.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (event.key === "+" || event.key === "=") map.zoomIn({ duration });
      else if (event.key === "-") map.zoomOut({ duration });
      else if (event.key === "Enter" && !shown.pin) told("pin", written(map.getCenter()));
      else if (steps) {
        const from = shown.pin ? map.project(position(shown.pin)) : map.project(map.getCenter());
        const far = event.shiftKey ? STEP * 5 : STEP;
        told("pin", written(map.unproject([from.x + steps[0] * far, from.y + steps[1] * far])));
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  const inView = (point) => {
    const { x, y } = map.project(position(point));
    const { clientWidth, clientHeight } = canvas;
    return x > 40 && y > 60 && x < clientWidth - 40 && y < clientHeight - 20;
  };

  look(false);
  setPin();
  setPins();
  // It is there once its first picture is.
  await new Promise((drawn) => map.once("idle", drawn));

  return {
    // Shows something else.
    show: (wanted) => {
      const before = shown;
      shown = JSON.parse(wanted);
      if (before.language !== shown.language || before.colours !== shown.colours) map.setStyle(style(shown.language));
      canvas.setAttribute("aria-label", shown.label);
      setPin();
      if (JSON.stringify(before.pins) !== JSON.stringify(shown.pins) || before.chosen !== shown.chosen) setPins();
      if (shown.bounds && before.bounds !== shown.bounds) look(true);
      else if (shown.pin && before.pin !== shown.pin && !inView(shown.pin)) map.panTo(position(shown.pin), { duration });
    },
    zoom: (steps) => map.zoomTo(map.getZoom() + Number(steps), { duration }, { byHand: true }),
    close: () => map.remove(),
  };
};
