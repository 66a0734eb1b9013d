/** Reaches Zoom Meetings. Written as a stranger would, on plugin-api and the JDK, after Zoom's public documentation. */
package dev.pullcord.connectors.zoom;
