// The rehearsal room: the page that a sandbox serves.
import { render } from "preact";
import { Room } from "../room/Room.jsx";
import "../room/controls.css";
import "../room/room.css";

const licences = JSON.parse(document.getElementById("licences").textContent);

render(<Room licences={licences} />, document.getElementById("page"));
