# An answer: a word, a tab and values.
say() {
  word=$1
  shift
  printf '%s' "$word"
  printf '\t%s' "$@"
  printf '\n'
}
