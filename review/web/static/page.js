// Keys, looking closer at a page, and pictures fetched ahead. Without this script every page still works.
"use strict";

const body = document.body;
const onFinding = body.dataset.page === "finding";
const rows = [...document.querySelectorAll("#list tbody tr")];
let at = -1;

function typing(event) {
  return event.target.matches("input[type=text], input[type=search], select, textarea");
}

function follow(link) {
  if (link) location.assign(link.href);
}

function toast(text) {
  document.querySelector(".toast")?.remove();
  const box = document.createElement("p");
  box.className = "toast";
  box.setAttribute("role", "status");
  box.textContent = text;
  body.append(box);
  setTimeout(() => box.remove(), 2500);
}

// The list: j and k choose a row, 1 2 3 decide it.
function choose(next) {
  if (!rows.length) return;
  rows[at]?.classList.remove("on");
  at = Math.max(0, Math.min(rows.length - 1, next));
  rows[at].classList.add("on");
  const link = rows[at].querySelector("a.open");
  link.focus({ preventScroll: true });
  rows[at].scrollIntoView({ block: "nearest" });
}

const names = { real: "属实", dismissed: "排除", unsure: "存疑", open: "待核" };

async function post(path, fields) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(fields),
  });
  if (!answer.ok) {
    toast("没有保存，请刷新后再试");
    return null;
  }
  return answer.json();
}

function show(row, verdict) {
  const badge = row.querySelector(".state .badge");
  badge.className = "badge v-" + verdict;
  badge.textContent = names[verdict];
  row.classList.toggle("decided", verdict !== "open");
}

async function decideRow(verdict) {
  if (at < 0) return;
  const row = rows[at];
  if (await post("/verdicts", { id: row.dataset.id, verdict, reason: "" })) {
    show(row, verdict);
    choose(at + 1);
  }
}

async function undoRow() {
  const done = await post("/verdicts/undo", {});
  if (!done) return;
  toast(done.undone.length ? "已撤销 " + done.undone.length + " 条" : "没有可撤销的判定");
  if (done.undone.length) location.reload();
}

// A page's picture: the part that is shown is the viewBox of its SVG.
function view(leaf) {
  return leaf.getAttribute("viewBox").split(" ").map(Number);
}

function look(leaf, x, y, width, height) {
  leaf.setAttribute("viewBox", [x, y, width, height].map((v) => v.toFixed(1)).join(" "));
  if (width < Number(leaf.dataset.width) * 0.75) sharpen(leaf);
}

function sharpen(leaf) {
  const image = leaf.querySelector("image");
  if (!image.dataset.sharp) return;
  const sharp = new Image();
  sharp.onload = () => image.setAttribute("href", sharp.src);
  sharp.src = image.dataset.sharp;
  delete image.dataset.sharp;
}

function scaled(leaf, by) {
  const [x, y, w, h] = view(leaf);
  const full = Number(leaf.dataset.width);
  const width = Math.min(full * 1.2, Math.max(60, w * by));
  const height = (h * width) / w;
  look(leaf, x + (w - width) / 2, y + (h - height) / 2, width, height);
}

function whole(leaf) {
  look(leaf, 0, 0, Number(leaf.dataset.width), Number(leaf.dataset.height));
}

function closer(number) {
  document.querySelectorAll(".box.on").forEach((b) => b.classList.remove("on"));
  for (const group of document.querySelectorAll(`g[data-number="${number}"]`)) {
    const leaf = group.ownerSVGElement;
    const box = group.querySelector(".box");
    const [, , w, h] = leaf.dataset.view.split(" ").map(Number);
    const [bx, by, bw, bh] = ["x", "y", "width", "height"].map((a) => Number(box.getAttribute(a)));
    const width = Math.min(Number(leaf.dataset.width), Math.max(170, bw * 3.5));
    const height = (h * width) / w;
    look(leaf, bx + bw / 2 - width / 2, by + bh / 2 - height / 2, width, height);
    box.classList.add("on");
    leaf.scrollIntoView({ block: "nearest" });
  }
  document.querySelector(`td.mark.c${(number - 1) % 6}, mark.c${(number - 1) % 6}`)?.scrollIntoView({ block: "nearest" });
}

function usual() {
  document.querySelectorAll(".box.on").forEach((b) => b.classList.remove("on"));
  document.querySelectorAll("svg.leaf").forEach((leaf) => leaf.setAttribute("viewBox", leaf.dataset.view));
}

const terms = [...document.querySelectorAll("g[data-number]")].map((g) => g.dataset.number);
let term = -1;

for (const button of document.querySelectorAll("[data-term]")) {
  button.addEventListener("click", () => closer(button.dataset.term));
}
for (const side of document.querySelectorAll(".side")) {
  const leaf = side.querySelector("svg.leaf");
  if (!leaf) continue;
  for (const button of side.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      if (button.dataset.zoom === "part") leaf.setAttribute("viewBox", leaf.dataset.view);
      else if (button.dataset.zoom === "whole") whole(leaf);
      else scaled(leaf, button.dataset.zoom === "in" ? 0.6 : 1 / 0.6);
    });
  }
  let from = null;
  leaf.addEventListener("pointerdown", (e) => {
    from = [e.clientX, e.clientY, ...view(leaf)];
    leaf.setPointerCapture(e.pointerId);
    leaf.classList.add("grabbed");
  });
  leaf.addEventListener("pointermove", (e) => {
    if (!from) return;
    const unit = from[4] / leaf.clientWidth;
    leaf.setAttribute("viewBox", [from[2] - (e.clientX - from[0]) * unit, from[3] - (e.clientY - from[1]) * unit, from[4], from[5]].map((v) => v.toFixed(1)).join(" "));
  });
  for (const end of ["pointerup", "pointercancel"]) {
    leaf.addEventListener(end, () => {
      from = null;
      leaf.classList.remove("grabbed");
    });
  }
}

for (const button of document.querySelectorAll("button.take")) {
  button.addEventListener("click", () => {
    document.getElementById("reason").value = button.dataset.reason;
    document.querySelector(`#triage button[value="${button.dataset.verdict}"]`).click();
  });
}

// What Enter in the reason means: the verdict that is chosen already, with this reason.
document.getElementById("reason")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const chosen = document.querySelector("#triage button.chosen");
  if (chosen) chosen.click();
  else toast("先按 Esc，再按 1、2 或 3 判定");
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    event.target.blur?.();
    if (onFinding) usual();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
  const help = document.getElementById("help");
  if (help.open) return;
  const verdict = { 1: "real", 2: "dismissed", 3: "unsure" }[event.key];
  const keys = {
    "?": () => help.showModal(),
    "/": () => (document.getElementById("q") ? document.getElementById("q").focus() : location.assign("/findings")),
    j: () => (onFinding ? follow(document.querySelector("a[rel=next]")) : choose(at + 1)),
    k: () => (onFinding ? follow(document.querySelector("a[rel=prev]")) : choose(at - 1)),
    n: () => follow(document.getElementById("undecided")),
    r: () => document.getElementById("reason")?.focus(),
    u: () => (onFinding ? document.querySelector("#triage [data-key=u]").click() : rows.length && undoRow()),
    z: () => {
      term = term + 1 >= terms.length ? -1 : term + 1;
      if (term < 0) usual();
      else closer(terms[term]);
    },
  };
  if (verdict) {
    if (onFinding) document.querySelector(`#triage button[value="${verdict}"]`).click();
    else decideRow(verdict);
  } else if (keys[event.key]) {
    keys[event.key]();
  } else {
    return;
  }
  event.preventDefault();
});

addEventListener("load", () => {
  // A page that is shown larger than its picture is gets the sharper one.
  for (const leaf of document.querySelectorAll("svg.leaf")) {
    const box = leaf.getBoundingClientRect();
    const [x, y, w, h] = view(leaf);
    const points = Math.min(box.width / w, box.height / h) * devicePixelRatio;
    if (points > 1.75) sharpen(leaf);
  }
  for (const address of (body.dataset.ahead || "").split(" ").filter(Boolean)) new Image().src = address;
});
