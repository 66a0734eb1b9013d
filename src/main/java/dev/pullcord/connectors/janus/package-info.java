/** Reaches meetings held by Janus' VideoRoom. Written as a stranger would: on plugin-api and the JDK. */
package dev.pullcord.connectors.janus;
