/** Reaches meetings held by Jitsi Meet, through our module in its Prosody. Written as a stranger would: on plugin-api and the JDK. */
package dev.pullcord.connectors.jitsi;
