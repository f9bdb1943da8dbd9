# Completion for an alias of the program: alias images='dotnet run --project build --'
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
_images() {
  local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]} words
  local images=$(cd images 2>/dev/null && ls -d */ 2>/dev/null | tr -d /)
  if [ "$COMP_CWORD" -eq 1 ]; then words="list graph plan matrix render lint lock outdated build test eol new schema doctor clean completion"; fi
  case $verb in
    list) words="$words $images --changed-since= --json --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    graph) words="$words $images --changed-since= --format=tree --format=dot --format=mermaid --format=json --json --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    plan) words="$words $images --changed-since= --engine= --no-cache= --force --explain= --exit-code --no-lock --json --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    matrix) words="$words $images --changed-since= --max-entries= --layers= --json --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    render) words="$words  --check --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    lint) words="$words $images --changed-since= --engine= --json --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    lock) words="$words $images --changed-since= --check --update --plain-http= --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    outdated) words="$words $images --changed-since= --plain-http= --json --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    build) words="$words $images --changed-since= --engine= --exchange= --jobs= --fail-fast --no-cache= --force --pull --cache-from= --cache-to= --provenance=min --provenance=max --sbom= --resume --progress=auto --progress=plain --progress=tty --progress=rawjson --progress=quiet --no-lock --json --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    test) words="$words $images --changed-since= --engine= --exchange= --jobs= --fail-fast --no-cache= --force --pull --cache-from= --cache-to= --provenance=min --provenance=max --sbom= --resume --progress=auto --progress=plain --progress=tty --progress=rawjson --progress=quiet --no-lock --json --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    eol) words="$words $images --changed-since= --within= --json --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    new) words="$words image --from= --template= --apt= --pip= --r= --summary= --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    schema) words="$words  --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    doctor) words="$words  --engine= --json --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    clean) words="$words  --engine= --private-engine --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    completion) words="$words bash zsh fish --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
    *) words="$words $images --changed-since= --engine= --exchange= --jobs= --fail-fast --no-cache= --force --pull --cache-from= --cache-to= --provenance=min --provenance=max --sbom= --resume --progress=auto --progress=plain --progress=tty --progress=rawjson --progress=quiet --no-lock --json --root= --color --no-color --verbosity=quiet --verbosity=minimal --verbosity=normal --verbosity=verbose --verbosity=diagnostic --dryrun --target= --exclusive --tree --description --help --version" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _images images
