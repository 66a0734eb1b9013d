/** Reaches any platform that answers a signed HTTP callback. Written as a stranger would: on plugin-api and the JDK. */
package dev.pullcord.connectors.generic;
