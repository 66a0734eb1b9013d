/** Reaches meetings held by LiveKit. Written as a stranger would: on plugin-api and the JDK. */
package dev.pullcord.connectors.livekit;
