/** What are the public and its regulators told? What decisions took from people, and how the desk did, with nobody in it. */
package dev.pullcord.transparency;
