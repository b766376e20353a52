# Completion of penstock for fish: penstock completion fish > ~/.config/fish/completions/penstock.fish
function __penstock_candidates
    set -l typed (commandline -opc)
    set -l current (commandline -ct | string collect --allow-empty)
    $typed[1] complete -- $typed[2..-1] $current 2>/dev/null
end
complete -c penstock -a '(__penstock_candidates)'
