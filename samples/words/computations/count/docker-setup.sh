# Stages run once in a container. Append new ones; those that stand here have run in containers that exist.
next_stage && install -D -m 644 "$COMPDIR/stop-words" /opt/words/stop-words
next_stage && {
  cat > /usr/local/bin/words <<'END'
#!/bin/sh
# The words of standard input, one a line.
tr -cs '[:alpha:]' '\n' | tr '[:upper:]' '[:lower:]' | grep -vxFf /opt/words/stop-words
END
  chmod 755 /usr/local/bin/words
}

# This runs at each set-up.
everytime && test "$(echo 'The blender' | words)" = blender
