/** Reaches meetings held by BigBlueButton. Written as a stranger would: on plugin-api and the JDK. */
package dev.pullcord.connectors.bigbluebutton;
