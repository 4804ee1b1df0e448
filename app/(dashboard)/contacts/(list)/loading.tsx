import { ContactsSkeleton } from '@/components/contacts/contacts-skeleton';

export default ContactsSkeleton;
