/** Reaches rooms of Daily. Written as a stranger would, on plugin-api and the JDK, after Daily's public documentation. */
package dev.pullcord.connectors.daily;
