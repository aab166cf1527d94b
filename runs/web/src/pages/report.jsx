// The page that someone keeps or sends: one recording, embedded in the page.
import { render } from "preact";
import { Run } from "../Run.jsx";
import { Licences } from "../Sections.jsx";

/** The width of a frame between the margins of an A4 page, in CSS pixels. */
const A4 = 676;

const told = (id) => JSON.parse(document.getElementById(id).textContent);
const recording = told("recording");
const licences = told("licences");
const page = document.getElementById("page");

const draw = (printedWidth) =>
  render(
    <>
      <main>
        <Run recording={recording} printedWidth={printedWidth} />
      </main>
      <Licences licences={licences} />
    </>,
    page,
  );

window.addEventListener("beforeprint", () => draw(A4));
window.addEventListener("afterprint", () => draw(undefined));
draw(undefined);
