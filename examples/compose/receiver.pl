# Plays the notification service for try.sh: answers each request on port 3000 with 204 and prints its first line and its body.
use strict;
use warnings;
use IO::Socket::INET;

$| = 1;
my $server = IO::Socket::INET->new(LocalPort => 3000, Listen => 16, ReuseAddr => 1) or die "port 3000: $!\n";
while (my $client = $server->accept) {
    my $request = <$client>;
    my $length  = 0;
    while (defined(my $line = <$client>)) {
        $length = $1 if $line =~ /^content-length:\s*(\d+)/i;
        last if $line =~ /^\r?$/;
    }
    read $client, my $body, $length;
    $request =~ s/\s+$//;
    print "received $request $body\n";
    print $client "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
    close $client;
}
