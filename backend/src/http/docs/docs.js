// Shows openapi.json: every operation with its parameters, body and answers, and the shapes they use.
const make = (tag, text, ...children) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
};

const byName = (schema) => {
  if (!schema) return "";
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.type === "array") return `[${byName(schema.items)}]`;
  const several = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (several) return several.map(byName).join(" | ");
  return [schema.type, schema.format].flat().filter(Boolean).join(" ");
};

const table = (head, rows) => {
  const cells = (tag, row) => make("tr", "", ...row.map((cell) => make(tag, cell)));
  return make("table", "", make("thead", "", cells("th", head)), make("tbody", "", ...rows.map((row) => cells("td", row))));
};

const contentOf = (content) =>
  Object.entries(content ?? {}).map(([kind, { schema }]) => `${byName(schema)} (${kind})`).join(", ");

const operation = (method, path, described) => {
  const title = make("h2", "", make("span", method.toUpperCase()), make("code", path));
  title.firstChild.className = "method";
  title.id = `${method}-${path}`;
  const parts = [title, make("p", [described.summary, described.description].filter(Boolean).join(" "))];
  if (described.security?.length) {
    const optional = described.security.some((one) => Object.keys(one).length === 0);
    parts.push(make("p", optional ? "Session: optional" : "Session: needed"));
  }
  if (described.parameters?.length) {
    parts.push(table(["Parameter", "In", "Type", ""], described.parameters.map((parameter) => [
      parameter.name + (parameter.required ? " *" : ""), parameter.in, byName(parameter.schema), parameter.description ?? "",
    ])));
  }
  if (described.requestBody) parts.push(make("p", `Body: ${contentOf(described.requestBody.content)}`));
  parts.push(table(["Status", "Body", ""], Object.entries(described.responses ?? {}).map(([status, answer]) => [
    status, contentOf(answer.content), answer.description ?? "",
  ])));
  return make("section", "", ...parts);
};

const show = (api) => {
  document.getElementById("about").textContent = api.info.description ?? "";
  const contents = document.getElementById("contents");
  const main = document.getElementById("operations");
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, described] of Object.entries(methods)) {
      const link = make("a", `${method.toUpperCase()} ${path}`);
      link.href = `#${method}-${path}`;
      contents.append(make("li", "", link));
      main.append(operation(method, path, described));
    }
  }
  for (const [name, schema] of Object.entries(api.components?.schemas ?? {})) {
    const title = make("h2", name);
    title.id = name;
    main.append(make("section", "", title, make("pre", JSON.stringify(schema, null, 2))));
  }
};

fetch("/api/openapi.json").then((answer) => answer.json()).then(show).catch((error) => {
  document.getElementById("operations").append(make("p", String(error)));
});
