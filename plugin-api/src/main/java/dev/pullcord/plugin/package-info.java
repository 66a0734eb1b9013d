/** What a platform embeds: reasons, actions, and the Connector SPI. Depends on nothing but the JDK. */
package dev.pullcord.plugin;
