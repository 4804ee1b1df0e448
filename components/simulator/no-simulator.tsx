import { Smartphone } from 'lucide-react';
import { Blank } from '../ui/blank';
import { Card } from '../ui/card';
import { PageHead } from '../ui/page-head';

/** Where a real carrier delivers there is nothing to simulate. */
export const NoSimulator = () => (
  <>
    <PageHead title="Phone simulator" />
    <Card>
      <Blank icon={<Smartphone size={22} />} title="Real phones are used here">
        Twilio delivers this installation’s calls and texts, so there is nothing to simulate. Use a phone of
        your own to see what people get.
      </Blank>
    </Card>
  </>
);
