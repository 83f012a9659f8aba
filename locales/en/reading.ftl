# The page read aloud

reading-label = Reading aloud
reading-pause = Pause
reading-resume = Go on
reading-repeat = Again
reading-slower = Slower
reading-faster = Faster
reading-end = Stop
reading-done = That is all on this page.
reading-nothing = There are no words to read on this page.
