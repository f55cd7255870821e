/** The styles of what pages other than the first are made of: to load this is to load them. */
import './controls.css'
