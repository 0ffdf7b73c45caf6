printfHl(le"{no ,ame}!")
printfHl(le"{no ,ame}!")
