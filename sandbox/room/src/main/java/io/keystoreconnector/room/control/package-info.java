/** The control endpoint and the page of the rehearsal room, over HTTP on loopback. */
package io.keystoreconnector.room.control;
